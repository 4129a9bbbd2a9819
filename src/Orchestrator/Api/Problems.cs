using Microsoft.AspNetCore.Http.HttpResults;

namespace RetailBus.Orchestrator.Api;

/// <summary>The API's refusals: each says what to do.</summary>
internal static class Problems
{
    public static ProblemHttpResult NoRun(Guid id) => TypedResults.Problem(
        $"There is no run {id:D}. A run appears when its file's landing was announced; GET /api/runs lists those there are.",
        statusCode: StatusCodes.Status404NotFound,
        title: "No such run");

    public static ProblemHttpResult NoReplay(Guid id) => TypedResults.Problem(
        $"There is no replay {id:D}. One that was accepted a moment ago appears when its saga has taken it; GET /api/replays lists those there are.",
        statusCode: StatusCodes.Status404NotFound,
        title: "No such replay");

    public static ProblemHttpResult NoDataset(string name) => TypedResults.Problem(
        $"There is no dataset {name}; GET /api/datasets lists those there are.",
        statusCode: StatusCodes.Status404NotFound,
        title: "No such dataset");

    public static ProblemHttpResult NoReport() => TypedResults.Problem(
        "The watch has not looked since this service started. Look now with POST /api/reconcile, or wait for its next round.",
        statusCode: StatusCodes.Status404NotFound,
        title: "No report yet");

    public static ProblemHttpResult Unavailable(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Another service does not answer");

    public static ProblemHttpResult BadRequest(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, title: "The request is not right");

    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status409Conflict, title: "Not in this state");
}
