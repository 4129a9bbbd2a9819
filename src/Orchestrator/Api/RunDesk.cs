using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Names;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Ledger;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Api;

/// <summary>Checks an operator's command against the run as it stands, and sends it to the saga.</summary>
internal sealed class RunDesk(IRunLedger ledger, IBus bus, IOptions<OrchestratorOptions> options)
{
    public async Task<Results<Accepted, ProblemHttpResult>> SendAsync<T>(
        Guid id,
        OperatorAction action,
        OperatorRequest request,
        Func<Guid, SeenRun, OperatorRequest, T> command,
        CancellationToken cancellationToken)
        where T : class
    {
        if (request.Problem() is { } problem)
            return Problems.BadRequest(problem);
        if (await ledger.StandingAsync(id, cancellationToken) is not { } run)
            return Problems.NoRun(id);
        if (OperatorRules.Refusal(action, run.State, run.AttemptsInPass, options.Value.MaxAttempts) is { } refusal)
            return Problems.Conflict(refusal);

        var saga = await bus.GetSendEndpoint(QueueNames.Address(QueueNames.Orchestrate));
        await saga.Send(command(id, new SeenRun(run.State, run.Attempt), request), cancellationToken);
        return TypedResults.Accepted($"/api/runs/{id:D}");
    }
}
