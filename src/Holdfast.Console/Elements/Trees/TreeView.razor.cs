using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Holdfast.Console.Elements.Trees;

public sealed partial class TreeView<TNode>
{
    private List<Branch<TNode>> roots = [];
    private IReadOnlyList<TNode>? shownRoots;
    private Branch<TNode>? current;
    private bool isMoving;

    /// <summary>What the tree is, for those who hear it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>A new list makes a new tree.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<TNode> Roots { get; set; } = [];

    [Parameter, EditorRequired] public Func<TNode, Task<IReadOnlyList<TNode>>> Fetch { get; set; } = null!;

    [Parameter] public Func<TNode, bool> CanOpen { get; set; } = _ => true;

    /// <summary>What stands beside the arrow and the box.</summary>
    [Parameter, EditorRequired] public RenderFragment<TNode> Line { get; set; } = null!;

    /// <summary>Words for a node, for those who hear it.</summary>
    [Parameter, EditorRequired] public Func<TNode, string> Words { get; set; } = null!;

    /// <summary>Whether a node is checked; with it nodes have boxes.</summary>
    [Parameter] public Func<TNode, CheckState>? Check { get; set; }

    /// <summary>A box was clicked.</summary>
    [Parameter] public EventCallback<TNode> Checked { get; set; }

    [Parameter] public Func<TNode, bool> CanCheck { get; set; } = _ => true;

    /// <summary>A node was chosen, by click or Enter.</summary>
    [Parameter] public EventCallback<TNode> Chosen { get; set; }

    /// <summary>Whether a node is the chosen one.</summary>
    [Parameter] public Func<TNode, bool> IsChosen { get; set; } = _ => false;

    /// <summary>Opened from the beginning.</summary>
    [Parameter] public bool IsOpenAtFirst { get; set; }

    /// <summary>Words where the tree is empty.</summary>
    [Parameter] public string? Nothing { get; set; }

    /// <summary>A branch could not be fetched.</summary>
    [Parameter] public EventCallback<HoldfastException> Failed { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(shownRoots, Roots)) return;
        shownRoots = Roots;
        roots = [.. Roots.Select(node => new Branch<TNode>(node, null))];
        current = roots.FirstOrDefault();
        if (!IsOpenAtFirst) return;
        foreach (var branch in roots.ToList()) await Open(branch);
    }

    /// <summary>Fetches a branch anew, such as after something in it changed.</summary>
    public async Task FetchAgain(TNode node)
    {
        if (All(roots).FirstOrDefault(branch => branch.Node.Equals(node)) is not { } found) return;
        found.Children = null;
        if (found.IsOpen) await Load(found);
    }

    internal bool IsCurrent(Branch<TNode> branch) => branch == current;

    internal async Task Toggle(Branch<TNode> branch)
    {
        current = branch;
        if (branch.IsOpen) branch.IsOpen = false;
        else await Open(branch);
        StateHasChanged();
    }

    internal Task Choose(Branch<TNode> branch)
    {
        current = branch;
        return Chosen.InvokeAsync(branch.Node);
    }

    internal Task ToggleCheck(Branch<TNode> branch)
    {
        current = branch;
        return CanCheck(branch.Node) ? Checked.InvokeAsync(branch.Node) : Task.CompletedTask;
    }

    private async Task Open(Branch<TNode> branch)
    {
        if (!CanOpen(branch.Node)) return;
        branch.IsOpen = true;
        if (branch.Children is null) await Load(branch);
    }

    private async Task Load(Branch<TNode> branch)
    {
        branch.IsLoading = true;
        StateHasChanged();
        try
        {
            branch.Children = [.. (await Fetch(branch.Node)).Select(node => new Branch<TNode>(node, branch))];
        }
        catch (HoldfastException refused)
        {
            branch.IsOpen = false;
            await Failed.InvokeAsync(refused);
        }
        finally
        {
            branch.IsLoading = false;
        }
    }

    private async Task Pressed(KeyboardEventArgs key)
    {
        if (current is not { } at) return;
        var visible = All(roots).ToList();
        var index = visible.IndexOf(at);
        isMoving = key.Key is "ArrowDown" or "ArrowUp" or "ArrowLeft" or "ArrowRight" or "Home" or "End" or " ";
        switch (key.Key)
        {
            case "ArrowDown": current = visible[Math.Min(index + 1, visible.Count - 1)]; break;
            case "ArrowUp": current = visible[Math.Max(index - 1, 0)]; break;
            case "Home": current = visible[0]; break;
            case "End": current = visible[^1]; break;
            case "ArrowRight" when !at.IsOpen: await Open(at); break;
            case "ArrowRight" when at.Children is [var first, ..]: current = first; break;
            case "ArrowLeft" when at.IsOpen: at.IsOpen = false; break;
            case "ArrowLeft" when at.Parent is { } parent: current = parent; break;
            case " " when Check is not null: await ToggleCheck(at); break;
            case "Enter" or " ": await Choose(at); break;
        }
        StateHasChanged();
    }

    private static IEnumerable<Branch<TNode>> All(IEnumerable<Branch<TNode>> branches) =>
        branches.SelectMany(branch => branch.IsOpen && branch.Children is { } children ? [branch, .. All(children)] : (IEnumerable<Branch<TNode>>)[branch]);
}
