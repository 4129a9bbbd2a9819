using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Reading;

internal sealed record RangeCondition(string Path, object? From, object? Before) : SagaCondition(Path)
{
    public override void AppendTo(SqlFilter filter, Lookup lookup)
    {
        if (LookupValue.Normalize(From, lookup.ClrType) is { } from)
            filter.And().Append(lookup.Quoted).Append(" >= ").Bind(from);
        if (LookupValue.Normalize(Before, lookup.ClrType) is { } before)
            filter.And().Append(lookup.Quoted).Append(" < ").Bind(before);
    }
}
