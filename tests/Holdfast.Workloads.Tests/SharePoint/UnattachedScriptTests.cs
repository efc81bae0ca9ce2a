using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Recovery;

namespace Holdfast.Workloads.Tests.SharePoint;

/// <summary>Scripts are run by administrators; what is in them comes from whoever asks for a recovery. No PowerShell ran here.</summary>
public sealed partial class UnattachedScriptTests
{
    /// <summary>Outside of literals a script is the same whatever is asked for.</summary>
    [Fact]
    public void Lines_FiveThousandItems_ChangeNothingButLiterals()
    {
        var expected = new[] { "WSS:/sites/hr", "WSS:/sites/hr:a/b" }.Select(Skeleton).ToHashSet(StringComparer.Ordinal);
        byte[][] originals = [.. new[] { "WSS_Content:/sites/o'hara:Shared Documents/plan \u2019x\u2018.docx", "WSS:/sites/a'; exit; '\u201b:Lists/Tasks", "WSS_News:/sites/$(x)`n" }.Select(Encoding.UTF8.GetBytes)];
        var (read, refused) = Mutations.Run(20_261_106, 5000, originals, stream =>
        {
            var item = FarmItem.Parse(Encoding.UTF8.GetString(stream.ToArray()));
            if (item.Site is not null) Assert.Contains(Skeleton(item), expected);
        }, error => error is WorkloadException { Fault: WorkloadFault.NotRecoverable });
        Assert.InRange(read, 100, 4980);
        Assert.InRange(refused, 20, 4900);
    }

    private static string Skeleton(string item) => Skeleton(FarmItem.Parse(item));

    /// <summary>With every literal replaced, as PowerShell finds them: it takes five letters for a quotation mark, and two of them within a literal for one.</summary>
    private static string Skeleton(FarmItem item) => Literal().Replace(string.Join('\n', UnattachedScript.Lines(item, @"sql2\PROD", "WSS_Recovered")), "''");

    [GeneratedRegex("['\u2018\u2019\u201a\u201b](?:[^'\u2018\u2019\u201a\u201b]|['\u2018\u2019\u201a\u201b]{2})*['\u2018\u2019\u201a\u201b]")]
    private static partial Regex Literal();
}
