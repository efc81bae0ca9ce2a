using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Samples;

/// <summary>The scripts of docs/migrating-from-dpm.md, which is part of the module: each has a heading with its number, and a block of code.</summary>
internal static class SampleScripts
{
    private const string Resource = "migrating-from-dpm.md", Fence = "```", Heading = "### ";

    internal static IEnumerable<SampleScript> Read()
    {
        using var stream = typeof(SampleScripts).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not part of the module.");
        using var reader = new StreamReader(stream);
        var heading = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(Heading, StringComparison.Ordinal)) heading = line[Heading.Length..];
            if (line != Fence + "powershell" || heading.IndexOf(". ", StringComparison.Ordinal) is not (var dot and > 0) || !int.TryParse(heading[..dot], out var number)) continue;
            var script = new System.Text.StringBuilder();
            while (reader.ReadLine() is { } code && code != Fence) script.Append(code).Append('\n');
            yield return new SampleScript(number, heading[(dot + 2)..], script.ToString());
        }
    }
}
