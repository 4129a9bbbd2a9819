using System.ComponentModel;
using System.Diagnostics;

namespace RetailBus.LocalCloud.Tests.Scripts;

/// <summary>A program that carries out the scenario with a client that we did not write.</summary>
internal sealed record ScriptClient(string Program, params string[] Arguments)
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Scripts");

    private const string Debians = "/usr/bin/python3";

    /// <summary>The client by its name in the tests; skips the calling test where it is not installed.</summary>
    public static async Task<ScriptClient> FindAsync(string name) => name switch
    {
        "boto3" => await PythonAsync("python3", "boto3", "boto.py", "boto3 is not installed for the PATH's python3."),
        "Debian's boto3" => await PythonAsync(Debians, "boto3", "boto.py", "Debian's boto3 is not installed."),
        "AWS CLI" => await PythonAsync("python3", "awscli", "cli.py", "There is no AWS CLI for the PATH's python3."),
        "Debian's AWS CLI" => await PythonAsync(Debians, "awscli", "cli.py", "Debian's AWS CLI is not installed."),
        _ => await NodeAsync(),
    };

    public async Task<(int Code, string Output, string Errors)> RunAsync(Uri cloud, LocalCloudCredential key)
    {
        var start = new ProcessStartInfo(Program, [.. Arguments, cloud.ToString()])
        {
            WorkingDirectory = Folder,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = key.AccessKeyId,
                ["AWS_SECRET_ACCESS_KEY"] = key.SecretAccessKey,
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_CONFIG_FILE"] = "/dev/null",
                ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
                ["AWS_PAGER"] = "",
                ["AWS_MAX_ATTEMPTS"] = "1",
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            },
        };
        start.Environment.Remove("AWS_PROFILE");
        return await ExecuteAsync(start);
    }

    private static async Task<ScriptClient> PythonAsync(string program, string module, string script, string reason)
    {
        Assert.SkipUnless(await SucceedsAsync(program, "-c", $"import {module}"), reason);
        return new ScriptClient(program, script);
    }

    private static async Task<ScriptClient> NodeAsync()
    {
        Assert.SkipUnless(
            await SucceedsAsync("node", "-e", "process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)"),
            "node 20 or later, which the AWS SDK for JavaScript wants, is not there.");
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@aws-sdk", "client-s3")))
        {
            var (code, _, errors) = await ExecuteAsync(
                new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder });
            Assert.SkipUnless(code == 0, $"The AWS SDK for JavaScript is not installed, and npm could not do it: {errors}");
        }

        return new ScriptClient("node", "--no-warnings", "sdk.mjs");
    }

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            return (await ExecuteAsync(new ProcessStartInfo(program, arguments))).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output, string Errors)> ExecuteAsync(ProcessStartInfo start)
    {
        var cancelled = TestContext.Current.CancellationToken;
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancelled);
            var errors = await process.StandardError.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled);
            return (process.ExitCode, await output, errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
