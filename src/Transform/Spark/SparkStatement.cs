namespace RetailBus.Transform.Spark;

/// <summary>A query of the job, which becomes a view of that name for those after it.</summary>
public sealed record SparkStatement(string Name, string Sql);
