using System.Text.Json.Nodes;
using RetailBus.Contracts.Batches;

namespace RetailBus.Transform.Databricks;

/// <summary>What the PySpark job is told, as its own description has it.</summary>
internal sealed record JobParameters
{
    /// <summary>The contract's statements, as <c>retailbus contracts sql --dialect spark</c> prints them.</summary>
    public required JsonNode Program { get; init; }

    public JsonObject Store { get; init; } = new() { ["kind"] = "s3" };

    /// <summary>What landed.</summary>
    public required LandedObject Source { get; init; }

    /// <summary>What is read in its place since rows were erased from it; null for the source itself.</summary>
    public LandedObject? Form { get; init; }

    public required JobLimits Limits { get; init; }

    public required string Processed { get; init; }

    public required string Quarantine { get; init; }

    public required Guid BatchId { get; init; }

    public required int Attempt { get; init; }

    public required Guid ExecutionId { get; init; }
}
