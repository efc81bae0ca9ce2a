using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Members of a draft that are applications: what they said of themselves, and what their kinds can do.</summary>
internal sealed class ApplicationMembers
{
    private readonly Dictionary<(string Server, string Path), ApplicationAnswer> answers = [];
    private readonly Dictionary<(string Server, string Path), string> kinds = [];
    private readonly Dictionary<(string Server, string Path), PlacedOptions> options = [];

    /// <summary>The kinds that the server knows; empty until <see cref="Learn"/>.</summary>
    internal IReadOnlyList<WorkloadInfo> Workloads { get; private set; } = [];

    /// <summary>The settings of all for which some were given.</summary>
    internal IReadOnlyList<PlacedOptions> Options => [.. options.Values];

    internal async Task Learn(HoldfastClient api, CancellationToken cancellation)
    {
        if (Workloads.Count == 0) Workloads = (await api.Applications.Workloads(cancellation)).Workloads;
    }

    /// <summary>What it answered; null where it has not been asked, or has not answered yet.</summary>
    internal ApplicationAnswer? AnswerOf(Place place) => answers.GetValueOrDefault(Key(place));

    /// <summary>Settings that were given by name; null where none were.</summary>
    internal IReadOnlyDictionary<string, string>? OptionsOf(Place place) => options.GetValueOrDefault(Key(place))?.Options;

    /// <summary>Notes the settings by which it is asked and protected; null: it has none.</summary>
    internal void Has(Place place, IReadOnlyDictionary<string, string>? given)
    {
        if (given is null) options.Remove(Key(place));
        else options[Key(place)] = new PlacedOptions(place, given);
    }

    internal void Took(Place place, ApplicationInfo info) => (answers[Key(place)], kinds[Key(place)]) = (new ApplicationAnswer(info, null), info.Kind);

    internal void Refused(Place place, HoldfastException failure) => answers[Key(place)] = new ApplicationAnswer(null, failure);

    /// <summary>Notes the kind of a member that has not been asked.</summary>
    internal void Is(Place place, string kind) => kinds[Key(place)] = kind;

    /// <summary>Kind of a member, by what is known of it; null where that is nothing.</summary>
    internal string? KindOf(Place place) => kinds.GetValueOrDefault(Key(place)) ?? (place.IsApplication ? ApplicationWords.KindOf(place.Path) : null);

    /// <summary>What the kinds of these members can do, each kind once.</summary>
    internal IReadOnlyList<WorkloadInfo> KindsOf(IEnumerable<Place> members) => [.. Workloads.Where(one => members.Any(place => place.IsApplication && KindOf(place) == one.Kind))];

    private static (string, string) Key(Place place) => (place.Server.ToLowerInvariant(), place.Path);
}
