namespace RetailBus.Warehouse.Erasing;

/// <summary>Answer to a <see cref="RowExpiry"/>.</summary>
/// <param name="Rows">That are gone; those that would be, in a dry run.</param>
public sealed record ExpiredRows(long Rows);
