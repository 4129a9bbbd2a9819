namespace RetailBus.SagaStore.Tables;

/// <summary>A declared lookup column.</summary>
/// <param name="Column">Checked name.</param>
/// <param name="Path">Text of the selector, see <see cref="LookupPath"/>.</param>
/// <param name="ClrType">The selector's type.</param>
/// <param name="Required">Never null, so that lists can be ordered by it.</param>
/// <param name="Read">The column's normalised value for a saga.</param>
internal sealed record Lookup(string Column, string Path, Type ClrType, bool Required, Func<object, object?> Read)
{
    public LookupType Type { get; } = LookupValue.TypeOf(ClrType);

    public string Quoted => SqlName.Quoted(Column);
}
