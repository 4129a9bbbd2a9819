using System.Globalization;
using System.Text.Json;

namespace RetailBus.Orchestrator.Tests.Lineage;

/// <summary>
/// What OpenLineage 2-0-2 and its facets require of a run event, as we read the published schemas: required properties and types. That
/// the product's events pass the published schemas themselves was checked outside this repository, which holds no copy of them.
/// </summary>
internal static class RunEventShape
{
    private static readonly string[] Types = ["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"];

    /// <summary>Of facets: schema's version, its definition, and the required properties with their kinds.</summary>
    private static readonly Dictionary<string, (string Schema, (string Name, JsonValueKind Kind)[] Required)> Facets = new()
    {
        ["processing_engine"] = ("1-1-1/ProcessingEngineRunFacet", [("version", JsonValueKind.String)]),
        ["tags"] = ("1-0-0/TagsRunFacet", [("tags", JsonValueKind.Array)]),
        ["errorMessage"] = (
            "1-0-1/ErrorMessageRunFacet", [("message", JsonValueKind.String), ("programmingLanguage", JsonValueKind.String)]),
        ["jobType"] = ("2-0-4/JobTypeJobFacet", [("processingType", JsonValueKind.String), ("integration", JsonValueKind.String)]),
        ["documentation"] = ("1-1-0/DocumentationJobFacet", [("description", JsonValueKind.String)]),
        ["version"] = ("1-0-1/DatasetVersionDatasetFacet", [("datasetVersion", JsonValueKind.String)]),
        ["schema"] = ("1-2-0/SchemaDatasetFacet", [("fields", JsonValueKind.Array)]),
        ["columnLineage"] = ("1-2-0/ColumnLineageDatasetFacet", [("fields", JsonValueKind.Object)]),
        ["subset"] = ("1-0-0/BaseSubsetDatasetFacet", [("inputCondition", JsonValueKind.Object)]),
        ["inputStatistics"] = ("1-0-0/InputStatisticsInputDatasetFacet", []),
        ["outputStatistics"] = ("1-0-2/OutputStatisticsOutputDatasetFacet", []),
        ["dataQualityMetrics"] = ("1-0-3/DataQualityMetricsInputDatasetFacet", [("columnMetrics", JsonValueKind.Object)]),
        ["dataQualityAssertions"] = ("1-1-0/DataQualityAssertionsDatasetFacet", [("assertions", JsonValueKind.Array)]),
    };

    private static readonly string[] Counts = ["rowCount", "size", "fileCount", "bytes", "nullCount", "distinctCount"];

    public static void Check(JsonElement lineageEvent)
    {
        Assert.Contains(Text(lineageEvent, "eventType"), Types);
        Assert.True(DateTimeOffset.TryParse(Text(lineageEvent, "eventTime"), CultureInfo.InvariantCulture, out _));
        Assert.True(Uri.TryCreate(Text(lineageEvent, "producer"), UriKind.Absolute, out _));
        Assert.Equal("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent", Text(lineageEvent, "schemaURL"));
        Assert.True(Guid.TryParseExact(Text(lineageEvent.GetProperty("run"), "runId"), "D", out _));
        var job = lineageEvent.GetProperty("job");
        Assert.NotEmpty(Text(job, "namespace"));
        Assert.NotEmpty(Text(job, "name"));
        CheckFacets(lineageEvent.GetProperty("run"), "facets");
        CheckFacets(job, "facets");
        foreach (var (side, facets) in new[] { ("inputs", "inputFacets"), ("outputs", "outputFacets") })
        {
            foreach (var dataset in lineageEvent.GetProperty(side).EnumerateArray())
            {
                Assert.NotEmpty(Text(dataset, "namespace"));
                Assert.NotEmpty(Text(dataset, "name"));
                CheckFacets(dataset, "facets");
                CheckFacets(dataset, facets);
            }
        }
    }

    private static void CheckFacets(JsonElement owner, string property)
    {
        foreach (var (name, facet) in owner.GetProperty(property).EnumerateObject().Select(facet => (facet.Name, facet.Value)))
        {
            var (schema, required) = Facets[name];
            Assert.True(Uri.TryCreate(Text(facet, "_producer"), UriKind.Absolute, out _));
            Assert.StartsWith(
                $"https://openlineage.io/spec/facets/{schema}.json#/$defs/", Text(facet, "_schemaURL"), StringComparison.Ordinal);
            Assert.All(required, needed => Assert.Equal(needed.Kind, facet.GetProperty(needed.Name).ValueKind));
            CheckItems(name, facet);
            CheckCounts(facet);
        }
    }

    private static void CheckItems(string name, JsonElement facet)
    {
        string[] required = name switch
        {
            "tags" => ["key", "value"],
            "dataQualityAssertions" => ["assertion", "name", "severity", "description"],
            "schema" => ["name", "type"],
            _ => [],
        };
        var items = name switch { "tags" => "tags", "dataQualityAssertions" => "assertions", "schema" => "fields", _ => null };
        if (items is null)
            return;
        Assert.All(facet.GetProperty(items).EnumerateArray(), item =>
        {
            Assert.All(required, property => Assert.NotEmpty(Text(item, property)));
            if (name == "dataQualityAssertions")
                Assert.Contains(item.GetProperty("success").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
        });
    }

    /// <summary>What the schemas call integers, at any depth.</summary>
    private static void CheckCounts(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in json.EnumerateObject())
        {
            if (Counts.Contains(property.Name))
                Assert.True(property.Value.TryGetInt64(out _), property.Name);
            else
                CheckCounts(property.Value);
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
