using Microsoft.AspNetCore.Http.HttpResults;

namespace RetailBus.Orchestrator.Api;

/// <summary>The API's refusals: each says what to do.</summary>
internal static class Problems
{
    public static ProblemHttpResult NoRun(Guid id) => TypedResults.Problem(
        $"There is no run {id:D}. A run appears when its file's landing was announced; GET /api/runs lists those there are.",
        statusCode: StatusCodes.Status404NotFound,
        title: "No such run");

    public static ProblemHttpResult BadRequest(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, title: "The request is not right");

    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status409Conflict, title: "Not in this state");
}
