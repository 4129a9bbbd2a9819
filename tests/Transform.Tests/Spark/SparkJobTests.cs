using System.Diagnostics;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>The job's Python where there is a python3: it compiles, and its part before Spark reads the parity cases as it should.</summary>
public sealed class SparkJobTests
{
    private static string Job { get; } = Path.Combine(AppContext.BaseDirectory, "Spark", "Job");

    [Fact]
    public async Task The_job_compiles()
    {
        await RunAsync(["-W", "error", "-m", "py_compile", .. Directory.GetFiles(Job, "*.py")]);
    }

    [Fact]
    public async Task The_job_is_lint_free_where_a_linter_is_installed()
    {
        var linter = Array.Find(["pyflakes3", "pyflakes"], IsInstalled);
        Assert.SkipWhen(linter is null, "pyflakes is not installed.");
        var (exitCode, output) = await StartAsync(linter, Job, Path.Combine(AppContext.BaseDirectory, "Parity"));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_jobs_reader_agrees_with_the_parity_cases()
    {
        await RunAsync(Path.Combine(AppContext.BaseDirectory, "Parity", "read_cases.py"), Job);
    }

    [Fact]
    public async Task The_job_makes_the_same_figures_of_what_it_wrote()
    {
        await RunAsync(Path.Combine(AppContext.BaseDirectory, "Parity", "quality_case.py"), Job);
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task RunAsync(params string[] arguments)
    {
        var version = await StartAsync("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 10))");
        Assert.SkipUnless(version.ExitCode == 0, "There is no python3 of 3.10 or later.");
        var (exitCode, output) = await StartAsync("python3", arguments);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYTHONPYCACHEPREFIX"] = Path.GetTempPath();
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"There is no {program}.");
        }
    }
}
