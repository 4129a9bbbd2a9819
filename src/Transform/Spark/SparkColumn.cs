namespace RetailBus.Transform.Spark;

/// <summary>What the job has to know of a column while it reads a file.</summary>
/// <param name="Name">As the contract calls it.</param>
/// <param name="HeaderNames">As a header may call it; case does not matter.</param>
/// <param name="Required">Whether a file without it can't be taken.</param>
/// <param name="Trim">Whether spaces around a value are no part of it.</param>
/// <param name="Default">What stands in the place of nothing.</param>
/// <param name="Pii">none, drop, hash or mask.</param>
/// <param name="KeepInExtra">Whether <c>extra</c> keeps its values.</param>
public sealed record SparkColumn(
    string Name, IReadOnlyList<string> HeaderNames, bool Required, bool Trim, string? Default, string Pii, bool KeepInExtra);
