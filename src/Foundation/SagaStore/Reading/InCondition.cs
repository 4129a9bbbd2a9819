using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Reading;

internal sealed record InCondition(string Path, IReadOnlyList<object?> Values) : SagaCondition(Path)
{
    public override void AppendTo(SqlFilter filter, Lookup lookup)
    {
        filter.And().Append("(false");
        foreach (var value in Values)
        {
            filter.Append(" or ").Append(lookup.Quoted);
            if (LookupValue.Normalize(value, lookup.ClrType) is { } normalized)
                filter.Append(" = ").Bind(normalized);
            else
                filter.Append(" is null");
        }

        filter.Append(")");
    }
}
