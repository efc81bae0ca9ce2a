using Holdfast.Console.Text;
using Holdfast.Contracts.Vault;

namespace Holdfast.Console.Portal;

/// <summary>States of vaults and servers in words.</summary>
internal static class OwnerWords
{
    /// <summary>After so many days without contact a server stops backing up.</summary>
    private const int LongestSilence = 15;

    /// <summary>A subscription's state: kind of mark, and word.</summary>
    internal static (string Kind, string Word) State(string state, Texts texts) => state switch
    {
        VaultStates.Active => ("ok", texts["Active"]),
        VaultStates.Expired => ("warning", texts["Expired"]),
        VaultStates.Deprovisioned => ("danger", texts["Deprovisioned"]),
        _ => ("quiet", state),
    };

    /// <summary>How a server stands by when it called last: kind of mark, and word.</summary>
    internal static (string Kind, string Word) Contact(DateTimeOffset? last, DateTimeOffset now, Texts texts)
    {
        if (last is not { } at) return ("quiet", texts["No call seen"]);
        var days = (int)(now - at).TotalDays;
        if (days < 1) return ("ok", texts["In touch"]);
        return (days > LongestSilence ? "danger" : "warning", days == 1 ? texts["Silent for 1 day"] : texts["Silent for {0} days", days]);
    }

    /// <summary>What a blob of a server is, by its name.</summary>
    internal static string Kind(string name, Texts texts) => name.Split('/')[0] switch
    {
        "packs" => texts["Data"],
        "points" => texts["Recovery point"],
        "keys" => texts["Key"],
        "descriptions" => texts["Description"],
        _ => texts["Other"],
    };

    /// <summary>Days in words.</summary>
    internal static string Days(int days, Texts texts) => days == 1 ? texts["1 day"] : texts["{0} days", days];
}
