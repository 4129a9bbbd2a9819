namespace RetailBus.Transform.Datasets;

/// <summary>A contract can't be used; the message names each place (file and line), what is wrong and what to write instead.</summary>
public sealed class ContractException(IReadOnlyList<string> errors)
    : Exception("A dataset's contract has errors:\n" + string.Join('\n', errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
