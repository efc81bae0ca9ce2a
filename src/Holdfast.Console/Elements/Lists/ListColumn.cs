using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Elements.Lists;

/// <summary>A column of a <see cref="DataList{TItem}"/>.</summary>
public sealed class ListColumn<TItem> : ComponentBase, IDisposable
{
    [CascadingParameter] private DataList<TItem> List { get; set; } = null!;

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>Name of the order that the server knows; null: one cannot sort by it.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Numbers stand at the right.</summary>
    [Parameter] public bool IsRight { get; set; }

    /// <summary>Not shown until it is chosen.</summary>
    [Parameter] public bool IsOptional { get; set; }

    /// <summary>What stands in the file that one can save; null: not in it.</summary>
    [Parameter] public Func<TItem, string?>? Csv { get; set; }

    [Parameter, EditorRequired] public RenderFragment<TItem> ChildContent { get; set; } = null!;

    protected override void OnInitialized() => List.Add(this);

    public void Dispose() => List.Remove(this);
}
