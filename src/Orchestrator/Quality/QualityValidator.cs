using Microsoft.Extensions.Options;

namespace RetailBus.Orchestrator.Quality;

/// <summary>What must hold across the options.</summary>
internal sealed class QualityValidator : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options) => options.Quality.LeastRuns <= options.Quality.Runs
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"{OrchestratorOptions.Section}:Quality:LeastRuns is {options.Quality.LeastRuns}, more than the {options.Quality.Runs} of "
            + $"{OrchestratorOptions.Section}:Quality:Runs, so that no run would ever be compared. Lower it, or raise Runs.");
}
