using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>The commands that do what the wizard does, ready for a POSIX shell. What is not named is as the command has it by default, or as the group has it.</summary>
/// <param name="localServer">Name of the backup server: its paths need no --server.</param>
internal sealed class GroupCommandLines(GroupDraft draft, string localServer)
{
    private const int FixedWords = 4;

    /// <summary>Empty where nothing is changed.</summary>
    internal IReadOnlyList<string> All => [.. Group() is { } group ? (string[])[group] : [], .. Discover(), .. Protect(), .. Stopped()];

    /// <summary>The word as a shell takes it literally.</summary>
    internal static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or ',' or '@' or '+' or '=' or '%') ? word : $"'{word.Replace("'", @"'\''")}'";

    private string? Group()
    {
        List<string> words = ["holdfast", "group", draft.Present is null ? "create" : "modify", Quoted(draft.Present?.Name ?? draft.Name.Trim())];
        if (draft.Present is { } present && present.Name != draft.Name.Trim()) words.AddRange(["--name", Quoted(draft.Name.Trim())]);
        var (policy, before) = (draft.Policy(), draft.Present?.Policy ?? new PolicyInfo());
        AddOnline(words, policy);
        words.AddRange(PolicyOptionTexts.All(policy).Zip(PolicyOptionTexts.All(before)).Where(pair => pair.First != pair.Second && IsMeant(pair.First.Option, policy))
            .SelectMany(pair => new[] { pair.First.Option, Quoted(pair.First.Value) }));
        AddList(words, "--exclude", draft.Exclude, draft.Present?.Exclude);
        AddList(words, "--exclude-extension", draft.Extensions, draft.Present?.ExcludeExtensions);
        AddList(words, "--auto-protect", [.. draft.Containers.Select(place => place.Path)], [.. (before.AutoProtect ?? []).Select(one => one.Path)]);
        AddContainerOptions(words, policy.AutoProtect ?? [], before.AutoProtect ?? []);
        return draft.Present is not null && words.Count == FixedWords ? null : string.Join(' ', words);
    }

    private void AddOnline(List<string> words, PolicyInfo policy)
    {
        if (draft.Present is null && policy.Online is not null) words.Add("--online");
        else if (draft.Present is { } present && present.Online != (policy.Online is not null)) words.AddRange(["--online", policy.Online is null ? "no" : "yes"]);
        if (draft.OnlineMembers is not null && draft.DailyDays != (draft.Present?.OnlineRetentionDays ?? 30))
            words.AddRange(["--online-retention-days", draft.DailyDays.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    // A policy without the vault says nothing of it, one without scripts has no time for them.
    private static bool IsMeant(string option, PolicyInfo policy) =>
        option.StartsWith("--online", StringComparison.Ordinal) ? policy.Online is not null : option != "--script-timeout" || (policy.PreScript ?? policy.PostScript) is not null;

    private static void AddList(List<string> words, string option, IReadOnlyList<string> wanted, IReadOnlyList<string>? present)
    {
        if (wanted.SequenceEqual(present ?? [])) return;
        if (wanted.Count == 0) words.AddRange([option, "''"]);
        foreach (var one in wanted) words.AddRange([option, Quoted(one)]);
    }

    // A command has one set of options for all that joins by itself.
    private static void AddContainerOptions(List<string> words, IReadOnlyList<AutoProtectionInfo> wanted, IReadOnlyList<AutoProtectionInfo> present)
    {
        if (wanted.All(one => GroupDraft.TextOf(one.Options) == GroupDraft.TextOf(present.FirstOrDefault(known => known.Path == one.Path)?.Options))) return;
        if (wanted.Select(one => GroupDraft.TextOf(one.Options)).Distinct().Count() > 1 || wanted[0].Options is not { Count: > 0 } options) words.Add("# options of what joins by itself: --policy FILE");
        else foreach (var (name, value) in options.OrderBy(option => option.Key, StringComparer.Ordinal)) words.AddRange(["--auto-protect-option", Quoted($"{name}={value}")]);
    }

    // Without it the server looks into new containers within a day.
    private IEnumerable<string> Discover() =>
        draft.Containers.Any(place => !(draft.Present?.Policy.AutoProtect ?? []).Any(one => one.Path == place.Path)) ? [$"holdfast group discover {Quoted(draft.Name.Trim())}"] : [];

    private IEnumerable<string> Protect() => MemberRequests.Of(draft).Select(request => string.Join(' ',
        new[] { "holdfast", "protect" }.Concat(request.Paths.Select(Quoted)).Concat(["--group", Quoted(draft.Name.Trim())])
            .Concat(string.Equals(request.Server, localServer, StringComparison.OrdinalIgnoreCase) ? [] : ["--server", Quoted(request.Server ?? "")])
            .Concat((request.Exclude ?? []).SelectMany(glob => new[] { "--exclude", Quoted(glob) })).Concat((request.Options ?? new Dictionary<string, string>()).SelectMany(option => new[] { "--option", Quoted($"{option.Key}={option.Value}") }))
            .Concat(request.Online ? ["--online"] : [])));

    private IEnumerable<string> Stopped() => MemberRequests.Gone(draft).Select(source => $"holdfast group stop {Quoted(draft.Name.Trim())} --source {source.Id} --keep-data");
}
