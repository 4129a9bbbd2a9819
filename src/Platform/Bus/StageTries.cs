namespace RetailBus.Platform.Bus;

/// <summary>What was tried of one message, over its tries. Times when AWS was away are not counted with the faults.</summary>
internal sealed class StageTries
{
    /// <summary>Faults other than AWS being away.</summary>
    public int Faults { get; set; }
}
