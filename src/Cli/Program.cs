using RetailBus.Cli.Commands;

return await RetailBusCommand.RunAsync(args);
