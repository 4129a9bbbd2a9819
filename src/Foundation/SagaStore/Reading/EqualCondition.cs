using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Reading;

internal sealed record EqualCondition(string Path, object? Value) : SagaCondition(Path)
{
    public override void AppendTo(SqlFilter filter, Lookup lookup)
    {
        filter.And().Append(lookup.Quoted);
        if (LookupValue.Normalize(Value, lookup.ClrType) is { } value)
            filter.Append(" = ").Bind(value);
        else
            filter.Append(" is null");
    }
}
