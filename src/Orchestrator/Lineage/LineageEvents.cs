using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Batches;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>OpenLineage's run events. The same step gives the same event, its run's id included.</summary>
internal sealed class LineageEvents(LineageDatasets datasets, DatasetSchemas schemas, IOptions<LineageOptions> options)
{
    /// <summary>Version 5 UUID of batch and execution.</summary>
    public static Guid RunId(Guid batchId, int execution) => NameBasedUuid.Create(
        BatchIds.Namespace, string.Create(CultureInfo.InvariantCulture, $"lineage\n{batchId:D}\n{execution}"));

    public async Task<JsonObject> OfAsync(TellLineage step, CancellationToken cancellationToken)
    {
        var agreement = await schemas.FindAsync(step.Run.Dataset, step.Run.ContractVersion, cancellationToken);
        return Facet.Object(
            ("eventType", step.EventType),
            ("eventTime", Time(step.At)),
            ("producer", Facet.Producer),
            ("schemaURL", Facet.RunEventSchema),
            ("run", Facet.Object(("runId", RunId(step.Run.Id, step.Execution).ToString("D")), ("facets", RunFacets(step)))),
            ("job", Facet.Object(
                ("namespace", options.Value.JobNamespace), ("name", step.Run.Dataset), ("facets", JobFacets(agreement)))),
            ("inputs", new JsonArray(datasets.Input(step, agreement))),
            ("outputs", Facet.Array(datasets.Outputs(step, agreement))));
    }

    internal static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject RunFacets(TellLineage step)
    {
        var facets = new JsonObject
        {
            ["processing_engine"] = Facet.Of(
                "1-1-1", "ProcessingEngineRunFacet", ("name", "RetailBus"), ("version", Facet.Version)),
            ["tags"] = Facet.Of("1-0-0", "TagsRunFacet", ("tags", Facet.Array(Tags(step)))),
        };
        if (step.Problem is { } problem)
        {
            facets["errorMessage"] = Facet.Of(
                "1-0-1", "ErrorMessageRunFacet", ("message", problem), ("programmingLanguage", "C#"));
        }

        return facets;
    }

    private static IEnumerable<JsonObject> Tags(TellLineage step)
    {
        yield return Tag("batch", step.Run.Id.ToString("D"));
        yield return Tag("attempt", step.Attempt.ToString(CultureInfo.InvariantCulture));
        yield return Tag("state", step.Run.State);
        if (step.Run.TraceId is { } trace)
            yield return Tag("trace", trace);
        if (step.Run.DuplicateOf is { } other)
            yield return Tag("duplicateOf", other.ToString("D"));
        if (step.Run.FailureCode is { } code)
            yield return Tag("failure", code);

        static JsonObject Tag(string key, string value) => Facet.Object(("key", key), ("value", value), ("source", "RETAILBUS"));
    }

    private static JsonObject JobFacets(DatasetAgreement? agreement)
    {
        var facets = new JsonObject
        {
            ["jobType"] = Facet.Of(
                "2-0-4", "JobTypeJobFacet", ("processingType", "BATCH"), ("integration", "RETAILBUS"), ("jobType", "PIPELINE")),
        };
        if (agreement?.Description is { Length: > 0 } description)
            facets["documentation"] = Facet.Of("1-1-0", "DocumentationJobFacet", ("description", description));
        return facets;
    }
}
