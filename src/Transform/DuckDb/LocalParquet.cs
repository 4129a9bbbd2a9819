namespace RetailBus.Transform.DuckDb;

/// <summary>A Parquet file on this machine, with the number of rows that its own footer says.</summary>
internal sealed record LocalParquet(string Path, long Rows);
