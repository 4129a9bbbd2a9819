using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailBus.Contracts.Runs;
using RetailBus.Orchestrator.Lineage;
using RetailBus.Orchestrator.Runs;

namespace RetailBus.Orchestrator.Tests.Docs;

public sealed class RunStatesTests
{
    private const string Update = "RETAILBUS_UPDATE_DOCS";
    private const string Begin = "```mermaid\n";
    private const string End = "```\n";

    [Fact]
    public void The_diagram_in_the_docs_is_the_state_machines()
    {
        var file = Path.Combine(Root(), "docs", "run-states.md");
        var text = File.ReadAllText(file);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, from, StringComparison.Ordinal);
        var diagram = Diagram(Transitions());

        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(file, text[..from] + diagram + text[to..]);
        else
            Assert.True(diagram == text[from..to], $"docs/run-states.md is not the state machine's diagram: run this test with {Update}=1.\n{diagram}");
    }

    [Fact]
    public void Every_state_can_be_reached_and_left()
    {
        var transitions = Transitions();

        Assert.Equal(RunState.All.Order(), transitions.Select(t => t.To).Distinct().Order());
        Assert.Equal(RunState.All.Append("Initial").Order(), transitions.Where(t => t.From != t.To).Select(t => t.From).Distinct().Order());
    }

    private static List<(string From, string Event, string To)> Transitions()
    {
        var visitor = new TransitionVisitor();
        new BatchRunStateMachine(
            null!,
            TimeProvider.System,
            Options.Create(new OrchestratorOptions()),
            Options.Create(new LineageOptions()),
            NullLogger<BatchRunStateMachine>.Instance).Accept(visitor);
        return visitor.Transitions;
    }

    private static string Diagram(IEnumerable<(string From, string Event, string To)> transitions)
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        var arrows = transitions.Distinct()
            .GroupBy(t => (t.From, t.To), t => t.Event)
            .OrderBy(arrow => Place(arrow.Key.From))
            .ThenBy(arrow => Place(arrow.Key.To));
        foreach (var arrow in arrows)
        {
            var from = arrow.Key.From == "Initial" ? "[*]" : arrow.Key.From;
            text.Append("    ").Append(from).Append(" --> ").Append(arrow.Key.To).Append(": ")
                .AppendJoin(", ", arrow.Order(StringComparer.Ordinal)).Append('\n');
        }

        return text.ToString();
    }

    private static int Place(string state) => RunState.All.ToList().IndexOf(state);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RetailBus.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("RetailBus.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
