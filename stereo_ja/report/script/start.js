startCharts();
startGroups();
startCopying();
startBrowser();
