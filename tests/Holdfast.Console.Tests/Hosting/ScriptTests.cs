using System.Text.RegularExpressions;

namespace Holdfast.Console.Tests.Hosting;

/// <summary>The script that all pages share: a name that is declared twice keeps every page from opening.</summary>
public sealed partial class ScriptTests
{
    [Fact]
    public void Exports_OfTheSharedScript_AreDeclaredOnce()
    {
        using var stream = typeof(App).Assembly.GetManifestResourceStream("assets/console.js")!;
        using var reader = new StreamReader(stream);
        var names = Declaration().Matches(reader.ReadToEnd()).Select(match => match.Groups[1].Value).ToList();
        Assert.True(names.Count > 10);
        Assert.Empty(names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [GeneratedRegex(@"^(?:export )?(?:async )?(?:const|let|function) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
