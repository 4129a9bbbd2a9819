namespace RetailBus.LocalCloud.Faults;

/// <summary>The plan in force. A new plan counts requests and messages anew.</summary>
internal sealed class FaultInjector(LocalCloudOptions options)
{
    private volatile FaultDraws _draws = new(options.Faults);

    public FaultDraws Draws => _draws;

    /// <summary>Puts a plan that has no <see cref="FaultPlan.Errors"/> in force.</summary>
    public void Use(FaultPlan plan) => _draws = new FaultDraws(plan);
}
