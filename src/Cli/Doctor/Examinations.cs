using Microsoft.Extensions.Options;
using RetailBus.Cli.Stack;

namespace RetailBus.Cli.Doctor;

/// <summary>All examinations, over the services' own registrations; none of them is started.</summary>
internal static class Examinations
{
    private static readonly Type[] OfServices =
    [
        typeof(SettingsExamination), typeof(ContractsExamination), typeof(DataFolderExamination), typeof(BucketsExamination),
        typeof(QueuesExamination), typeof(StreamExamination), typeof(RunStoreExamination), typeof(DatabricksExamination),
        typeof(SnowflakeExamination), typeof(TelemetryExamination),
    ];

    /// <summary>In the order in which a mended one may mend the next.</summary>
    public static async IAsyncEnumerable<AreaReport> RunAsync(
        StackOptions options, Uri url, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var awsUrl = options.AwsUrl ?? (options.Runs(StackRole.Cloud) ? new Uri($"http://127.0.0.1:{options.CloudPort}") : null);
        await using var services = StackServices.Build(options, awsUrl);
        foreach (var type in OfServices)
        {
            if (await ExamineAsync(type, services.Services, options, cancellationToken) is { Diagnoses.Count: > 0 } area)
                yield return area;
        }

        var stack = new StackExamination(url);
        yield return new AreaReport(stack.Area, await stack.ExamineAsync(cancellationToken));
    }

    /// <returns>Null where settings that are wrong, which the first examination names, leave nothing to look at.</returns>
    private static async Task<AreaReport?> ExamineAsync(
        Type type, IServiceProvider services, StackOptions options, CancellationToken cancellationToken)
    {
        try
        {
            object[] given = type == typeof(DataFolderExamination) ? [options] : [];
            var examination = (IExamination)ActivatorUtilities.CreateInstance(services, type, given);
            return new AreaReport(examination.Area, await examination.ExamineAsync(cancellationToken));
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
