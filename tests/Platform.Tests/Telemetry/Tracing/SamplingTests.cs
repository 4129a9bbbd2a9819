using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;
using RetailBus.Platform.Telemetry.Tracing;

namespace RetailBus.Platform.Tests.Telemetry.Tracing;

public sealed class SamplingTests
{
    private static readonly ActivityContext SampledElsewhere =
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    [Theory]
    [InlineData("always_on", null, 0.0, SamplingDecision.RecordAndSample)]
    [InlineData("always_off", null, 1.0, SamplingDecision.Drop)]
    [InlineData("traceidratio", "0", 1.0, SamplingDecision.Drop)]
    [InlineData("traceidratio", null, 0.0, SamplingDecision.RecordAndSample)]
    [InlineData("parentbased_always_on", null, 0.0, SamplingDecision.RecordAndSample)]
    [InlineData("parentbased_always_off", null, 1.0, SamplingDecision.Drop)]
    [InlineData("parentbased_traceidratio", "1.0", 0.0, SamplingDecision.RecordAndSample)]
    [InlineData(null, null, 1.0, SamplingDecision.RecordAndSample)]
    [InlineData(null, null, 0.0, SamplingDecision.Drop)]
    public void The_standard_variables_go_before_our_setting(string? name, string? argument, double ratio, SamplingDecision expected) =>
        Assert.Equal(expected, Decide(HeadSampler.Of(Variables(name, argument), ratio), default));

    [Theory]
    [InlineData("parentbased_always_off", SamplingDecision.RecordAndSample)]
    [InlineData("always_off", SamplingDecision.Drop)]
    [InlineData(null, SamplingDecision.RecordAndSample)]
    public void What_was_decided_where_the_trace_began_holds_for_samplers_that_say_so(string? name, SamplingDecision expected) =>
        Assert.Equal(expected, Decide(HeadSampler.Of(Variables(name, null), ratio: 0), SampledElsewhere));

    [Theory]
    [InlineData("sometimes", null)]
    [InlineData("traceidratio", "2")]
    [InlineData("traceidratio", "half")]
    public void What_is_no_sampler_is_refused_with_the_variables_name(string name, string? argument) =>
        Assert.Contains(
            "OTEL_TRACES_SAMPLER", Assert.Throws<InvalidOperationException>(() => HeadSampler.Of(Variables(name, argument), 1)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_another_sampler_drops_is_recorded_and_not_sampled()
    {
        Assert.Equal(SamplingDecision.RecordOnly, Decide(new RecordingSampler(new AlwaysOffSampler()), default));
        Assert.Equal(SamplingDecision.RecordAndSample, Decide(new RecordingSampler(new AlwaysOnSampler()), default));
    }

    private static SamplingDecision Decide(Sampler sampler, ActivityContext parent) =>
        sampler.ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), "a", ActivityKind.Internal)).Decision;

    private static IConfiguration Variables(string? name, string? argument) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("OTEL_TRACES_SAMPLER", name), new("OTEL_TRACES_SAMPLER_ARG", argument)])
        .Build();
}
