using RetailBus.Cli.Stack;

namespace RetailBus.Cli.Doctor;

/// <summary>All examinations, over the services' own registrations; none of them is started.</summary>
internal static class Examinations
{
    private static readonly Type[] OfServices =
    [
        typeof(SettingsExamination), typeof(ContractsExamination), typeof(DataFolderExamination), typeof(BucketsExamination),
        typeof(QueuesExamination), typeof(StreamExamination), typeof(RunStoreExamination), typeof(DatabricksExamination),
        typeof(TelemetryExamination),
    ];

    /// <summary>In the order in which a mended one may mend the next.</summary>
    public static async IAsyncEnumerable<AreaReport> RunAsync(
        StackOptions options, Uri url, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var awsUrl = options.AwsUrl ?? (options.Runs(StackRole.Cloud) ? new Uri($"http://127.0.0.1:{options.CloudPort}") : null);
        await using var services = StackServices.Build(options, awsUrl);
        foreach (var type in OfServices)
        {
            var examination = (IExamination)ActivatorUtilities.CreateInstance(services.Services, type, type == typeof(DataFolderExamination) ? [options] : []);
            if (await examination.ExamineAsync(cancellationToken) is { Count: > 0 } diagnoses)
                yield return new AreaReport(examination.Area, diagnoses);
        }

        var stack = new StackExamination(url);
        yield return new AreaReport(stack.Area, await stack.ExamineAsync(cancellationToken));
    }
}
