using OpenTelemetry.Trace;

namespace RetailBus.Platform.Telemetry.Tracing;

/// <summary>
/// Has what another sampler would drop recorded all the same: it is not exported, and is there when its run fails or is looked at. The
/// decision travels on as the other one made it.
/// </summary>
internal sealed class RecordingSampler(Sampler head) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var decided = head.ShouldSample(samplingParameters);
        return decided.Decision == SamplingDecision.Drop ? new SamplingResult(SamplingDecision.RecordOnly) : decided;
    }
}
