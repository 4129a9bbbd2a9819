using RetailBus.LocalCloud.Tests.Crash;
using Xunit.Runner.InProc.SystemConsole;

return args is [CloudProcess.Switch, var folder, var port]
    ? await CloudProcess.ServeAsync(folder, port)
    : args.Any(argument => argument is "--server" or "--internal-msbuild-node")
        ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
            args, RetailBus.LocalCloud.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : await ConsoleRunner.Run(args);
