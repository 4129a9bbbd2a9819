using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore.Reading;

/// <summary>A condition on one lookup column.</summary>
internal abstract record SagaCondition(string Path)
{
    public abstract void AppendTo(SqlFilter filter, Lookup lookup);
}
