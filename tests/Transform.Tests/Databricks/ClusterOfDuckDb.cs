using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Names;
using RetailBus.Platform.Failures;
using RetailBus.Transform.Datasets;
using RetailBus.Transform.DuckDb;

namespace RetailBus.Transform.Tests.Databricks;

/// <summary>Does what the PySpark job does, by the embedded engine: reads its parameters from S3, writes files, and last its manifest.</summary>
internal sealed class ClusterOfDuckDb(IAmazonS3 s3, IServiceProvider services)
{
    public async Task RunAsync(WorkspaceRun run)
    {
        var parameters = await ParametersAsync(run.Parameters);
        var program = parameters.GetProperty("program");
        var work = new TransformWork(
            parameters.GetProperty("batchId").GetGuid(),
            parameters.GetProperty("attempt").GetInt32(),
            parameters.GetProperty("executionId").GetGuid(),
            services.GetRequiredService<ContractCatalog>().Get(program.GetProperty("dataset").GetString()!),
            Landed(parameters.GetProperty("source")))
        {
            ErasedForm = parameters.TryGetProperty("form", out var form) ? Landed(form) : null,
        };
        var folder = ZoneKeys.BatchFolder(work.Contract.Name, work.BatchId);
        try
        {
            var output = await services.GetRequiredService<DuckDbTransformEngine>().TransformAsync(work, CancellationToken.None);
            await PutAsync(parameters, $"{folder}output-{work.ExecutionId:D}.json", Manifest(work, output));
            run.Result = "SUCCESS";
        }
        catch (BatchRejectedException e)
        {
            await PutAsync(parameters, $"{folder}failure-{work.ExecutionId:D}.json", new { code = e.Code, reason = e.Message });
            (run.Result, run.Error) = ("FAILED", "SystemExit: 1");
        }
    }

    private async Task<JsonElement> ParametersAsync(string address)
    {
        var place = new Uri(address);
        Assert.Equal("s3", place.Scheme);
        using var response = await s3.GetObjectAsync(place.Host, place.AbsolutePath[1..]);
        using var document = await JsonDocument.ParseAsync(response.ResponseStream);
        return document.RootElement.Clone();
    }

    private async Task PutAsync<T>(JsonElement parameters, string key, T document) => await s3.PutObjectAsync(new PutObjectRequest
    {
        BucketName = parameters.GetProperty("processed").GetString(),
        Key = key,
        ContentBody = JsonSerializer.Serialize(document, BatchManifest.Json),
    });

    private static LandedObject Landed(JsonElement source) => source.Deserialize<LandedObject>(BatchManifest.Json)!;

    private static BatchManifest Manifest(TransformWork work, TransformOutput output) => new()
    {
        BatchId = work.BatchId,
        Attempt = work.Attempt,
        ExecutionId = work.ExecutionId,
        Dataset = work.Contract.Name,
        ContractVersion = work.Contract.Version,
        OnReland = work.Contract.OnReland,
        Source = work.Source,
        Fingerprint = output.Fingerprint,
        Rows = output.Rows,
        Quality = output.Quality,
        Files = output.Files,
        Quarantine = output.Quarantine,
        StartedAt = DateTimeOffset.UnixEpoch,
        CompletedAt = DateTimeOffset.UnixEpoch,
    };
}
