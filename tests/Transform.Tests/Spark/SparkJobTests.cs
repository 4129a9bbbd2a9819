namespace RetailBus.Transform.Tests.Spark;

/// <summary>The job's Python where there is a python3: it compiles, and its part before Spark reads the parity cases well.</summary>
public sealed class SparkJobTests
{
    [Fact]
    public async Task The_job_compiles()
    {
        await Python.RunAsync(["-W", "error", "-m", "py_compile", .. Directory.GetFiles(Python.Job, "*.py")]);
    }

    [Fact]
    public async Task The_job_is_lint_free_where_a_linter_is_installed()
    {
        var linter = Array.Find(["pyflakes3", "pyflakes"], IsInstalled);
        Assert.SkipWhen(linter is null, "pyflakes is not installed.");
        var (exitCode, output, error) = await Python.StartAsync(linter, Python.Job, Python.Parity);
        Assert.True(exitCode == 0, output + error);
    }

    [Fact]
    public async Task The_jobs_reader_agrees_with_the_parity_cases()
    {
        await Python.RunAsync(Path.Combine(Python.Parity, "read_cases.py"), Python.Job);
    }

    [Fact]
    public async Task The_job_makes_the_same_figures_of_what_it_wrote()
    {
        await Python.RunAsync(Path.Combine(Python.Parity, "quality_case.py"), Python.Job);
    }

    [Fact]
    public async Task A_program_from_before_there_were_other_quotes_means_the_double_quote()
    {
        const string Job = "import sys; sys.path.insert(0, sys.argv[1]); from retailbus_layout import quotes_of; print(quotes_of({}))";
        Assert.Equal("[b'\"']\n", (await Python.RunAsync("-c", Job, Python.Job)).ReplaceLineEndings("\n"));
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
