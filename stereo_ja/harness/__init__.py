"""What lm-eval calls: the YAMLs of ``lm_eval_tasks`` point at the modules of this folder."""
