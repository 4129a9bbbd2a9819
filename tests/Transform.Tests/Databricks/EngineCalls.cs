using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Messages;
using RetailBus.Transform.Databricks;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.Tests.Cloud;

namespace RetailBus.Transform.Tests.Databricks;

/// <summary>Calls the engine as the consumer does.</summary>
internal static class EngineCalls
{
    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static KeyValuePair<string, string?>[] Settings(Workspace workspace, string job = "77", string secret = Workspace.ClientSecret) =>
    [
        new("Transform:Engine", "databricks"),
        new("Transform:Databricks:Host", workspace.Url.ToString()),
        new("Transform:Databricks:JobId", job),
        new("Transform:Databricks:ClientId", Workspace.ClientId),
        new("Transform:Databricks:ClientSecret", secret),
        new("Transform:Databricks:CheckAfter", "00:00:01"),
    ];

    public static ITransformEngine EngineOf(TransformHost host) => host.Services.GetRequiredService<ITransformEngine>();

    public static TransformWork Work(TransformHost host, TransformBatch command) => new(
        command.BatchId, command.Attempt, Guid.NewGuid(), host.Services.GetRequiredService<ContractCatalog>().Get(command.Dataset), command.Object);

    public static Task<TransformOutput> TransformAsync(TransformHost host, TransformBatch command) =>
        EngineOf(host).TransformAsync(Work(host, command), Cancelled);

    public static Task<TransformUnfinishedException> UnfinishedAsync(TransformHost host, TransformBatch command) =>
        Assert.ThrowsAsync<TransformUnfinishedException>(() => TransformAsync(host, command));

    /// <summary>Comes again at once, as messages do after their delay.</summary>
    public static async Task<TransformOutput> FinishAsync(TransformHost host, TransformBatch command)
    {
        for (var look = 0; look < 20; look++)
        {
            try
            {
                return await TransformAsync(host, command);
            }
            catch (TransformUnfinishedException)
            {
                Cancelled.ThrowIfCancellationRequested();
            }
        }

        throw new TimeoutException("The run did not end.");
    }

    /// <summary>As if the workspace had been asked so much earlier.</summary>
    public static async Task AgeAsync(TransformHost host, TransformBatch command, TimeSpan age)
    {
        var documents = host.Services.GetRequiredService<ExternalDocuments>();
        var key = new ExternalKeys(Work(host, command)).Run;
        var run = await documents.FindAsync<ExternalRun>(key, Cancelled);
        await documents.PutAsync(key, run! with { StartedAt = run.StartedAt - age }, Cancelled);
    }
}
