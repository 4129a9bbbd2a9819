namespace RetailBus.Transform.Tests.Erasing;

/// <summary>Something happens while the first execution is under way.</summary>
internal sealed class OvertakenEngine(ITransformEngine engine, Func<Task> meanwhile) : ITransformEngine
{
    private bool _isOvertaken;

    public string Name => engine.Name;

    public async Task<TransformOutput> TransformAsync(TransformWork work, CancellationToken cancellationToken)
    {
        var output = await engine.TransformAsync(work, cancellationToken);
        if (!_isOvertaken)
            await meanwhile();
        _isOvertaken = true;
        return output;
    }
}
