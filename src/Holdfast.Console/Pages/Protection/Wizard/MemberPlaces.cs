using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What can be protected, as it is fetched branch by branch. What was seen once can be searched.</summary>
public sealed class MemberPlaces(HoldfastClient api)
{
    private const int MostHits = 200;
    private readonly Dictionary<(string Server, string Path), PlaceNode> seen = [];
    private readonly List<PlaceNode> named = [];

    /// <summary>This computer, and the production servers with an agent.</summary>
    internal IReadOnlyList<PlaceNode> Servers { get; private set; } = [];

    /// <summary>Instances and hosts that were named by their address: branches beside the servers.</summary>
    internal IReadOnlyList<PlaceNode> Named => named;

    /// <summary>Why applications could not be looked for the last time; null where they could.</summary>
    internal HoldfastException? Refused { get; private set; }

    internal async Task Refresh(CancellationToken cancellation)
    {
        seen.Clear();
        var agents = (await api.Status(cancellation)).Agents;
        Servers = [.. agents.Select(agent => new PlaceNode(agent.Id, agent.Server, "", agent.Server, agent.State == "connected" ? "server" : "unreachable"))];
    }

    /// <summary>Adds an instance or host to the tree, reached from this computer.</summary>
    /// <param name="options">By which it is asked what it holds, in the place of those before; null for none.</param>
    internal void Name(string path, string name, string kind, IReadOnlyDictionary<string, string>? options)
    {
        if (Servers.FirstOrDefault(server => server.IsLocal) is not { } here) return;
        named.RemoveAll(node => node.Path == path);
        named.Add(new PlaceNode(here.Agent, here.Server, path, name.Length == 0 ? path : name, kind) { IsContainer = true, Options = options });
    }

    internal async Task<IReadOnlyList<PlaceNode>> Children(PlaceNode node, CancellationToken cancellation)
    {
        IReadOnlyList<PlaceNode> children = node.IsServer ? await Roots(node, cancellation)
            : node.IsApplication ? await Applications(node, node.Path, cancellation)
            : [.. (await api.Agents.Browse(node.Agent, node.Path, cancellation)).Items.Select(item => PlaceNode.Of(node, item))];
        foreach (var child in children) seen[(child.Server, child.Path)] = child;
        return children;
    }

    /// <summary>What was seen and has the text in its name or path; a text that is a path stands for itself on every server that has such paths.</summary>
    internal IReadOnlyList<PlaceNode> Search(string text)
    {
        var typed = text.Trim();
        var hits = Servers.Where(server => server.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .Concat(seen.Values.Where(node => node.Path.Contains(typed, StringComparison.OrdinalIgnoreCase)).OrderBy(node => node.Path.Length)).Take(MostHits).ToList();
        if (!IsPath(typed)) return hits;
        var path = typed.Length > 3 ? typed.TrimEnd('/', '\\') : typed;
        hits.InsertRange(0, Servers.Where(server => server.Kind == "server" && !seen.ContainsKey((server.Server, path))).Select(server => new PlaceNode(server.Agent, server.Server, path, path, "folder")));
        return hits;
    }

    private static bool IsPath(string text) => text.StartsWith('/') || text.StartsWith(@"\\", StringComparison.Ordinal) || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] == '\\');

    // The roots, and beside them what an administrator would look for: shares, and folders in which data usually is.
    private async Task<IReadOnlyList<PlaceNode>> Roots(PlaceNode server, CancellationToken cancellation)
    {
        var (roots, found) = (api.Agents.Browse(server.Agent, null, cancellation), api.Agents.Inventory(server.Agent, cancellation));
        var top = (await roots).Items.Select(item => PlaceNode.Of(server, item)).ToList();
        var applications = await Applications(server, null, cancellation);
        var known = top.Concat(applications).Select(node => node.Path).ToHashSet();
        return [.. top, .. Worthwhile(await found).Where(item => !known.Contains(item.Path)).Select(item => PlaceNode.Of(server, item)), .. applications];
    }

    // Folders can be chosen also where applications cannot be looked for.
    private async Task<IReadOnlyList<PlaceNode>> Applications(PlaceNode above, string? instance, CancellationToken cancellation)
    {
        try
        {
            Refused = null;
            var server = above.IsLocal ? null : above.Server;
            var found = instance is not null && above.Options is { } options ? await api.Applications.Discover(new DescribeRequest(instance, server, options), cancellation)
                : await api.Applications.Discover(instance, server, cancellation);
            return [.. found.Applications.Select(one => PlaceNode.Of(above, one))];
        }
        catch (HoldfastException failure)
        {
            Refused = failure;
            return [];
        }
    }

    private static IEnumerable<ProtectableItem> Worthwhile(ProtectableList list) => list.Items.DistinctBy(item => item.Path);
}
