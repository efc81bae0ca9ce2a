using System.Globalization;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Insight;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Storage;

public sealed partial class SpaceMap
{
    private const int Width = 960, Height = 320, MostTiles = 60, MostRows = 20;
    private const double LetterWidth = 7.2;
    private IReadOnlyList<Tile> tiles = [];
    private IReadOnlyList<SourceSpace> shown = [];

    private sealed record Tile(string Id, string Name, string Words, long Value, bool IsRest, TreeMapCell Cell);

    [Parameter, EditorRequired] public IReadOnlyList<SourceSpace> Sources { get; set; } = [];

    /// <summary>How many there are in all.</summary>
    [Parameter] public int Total { get; set; }

    /// <summary>Areas are what was added lately, instead of the size of the newest point.</summary>
    [Parameter] public bool IsByAdded { get; set; }

    protected override void OnParametersSet()
    {
        var sorted = Sources.OrderByDescending(Value).ThenBy(source => source.Name, StringComparer.Ordinal).ToList();
        shown = [.. sorted.Take(MostRows)];
        var parts = sorted.Take(MostTiles).Where(source => Value(source) > 0)
            .Select(source => (source.Source, source.Name, Words: $"{source.Name} · {source.Server} · {ByteWords.Of(Value(source))}", Value: Value(source), IsRest: false)).ToList();
        // Small ones together: they stand at their place in the order, so that no area is out of it.
        if (sorted.Skip(MostTiles).Sum(Value) is > 0 and var rest)
            parts.Add(("", T["Others"], $"{T["Others"]} · {ByteWords.Of(rest)}", rest, true));
        parts = [.. parts.OrderByDescending(part => part.Value)];
        var cells = TreeMapLayout.Of([.. parts.Select(part => (double)part.Value)], Width, Height);
        tiles = [.. parts.Select((part, index) => new Tile(part.Source, part.Name, part.Words, part.Value, part.IsRest, cells[index]))];
    }

    private long Value(SourceSpace source) => IsByAdded ? source.AddedBytes ?? 0 : source.Bytes;

    private static string Cut(string text, double width)
    {
        var most = (int)((width - 16) / LetterWidth);
        return text.Length <= most ? text : most < 2 ? "" : text[..(most - 1)] + "…";
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
