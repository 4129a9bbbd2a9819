namespace RetailBus.Transform;

/// <summary>
/// The work goes on elsewhere, and its own record says where: no fault. The command is to come again later and ask for the end.
/// </summary>
/// <param name="checkAfter">When, from now.</param>
public sealed class TransformUnfinishedException(TimeSpan checkAfter) : Exception("The work is not finished yet.")
{
    public TimeSpan CheckAfter { get; } = checkAfter;
}
