using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Catalog;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>What workloads are told of a datasource or an instance.</summary>
/// <param name="objects">The endpoint that applications write to; null where there is none.</param>
internal sealed class ApplicationContexts(CredentialRegistry credentials, ApplicationFolders folders, IObjectDesk? objects, TimeProvider time)
{
    internal ScratchFolder Scratch() => folders.Scratch();

    /// <summary>Of a datasource as this computer has it. What an agent reaches has its account there, and none here.</summary>
    internal WorkloadContext Of(SourceRow source, ScratchFolder scratch) => Of(
        source.Path, CatalogJson.ReadMap(source.Options), scratch, folders.Keep(source.Id), SourceRegistry.IsLocal(source.Server) ? credentials.For(source.Path) : null);

    /// <summary>Of an address that is no datasource: nothing is kept of it.</summary>
    internal WorkloadContext OfAddress(string address, IReadOnlyDictionary<string, string> options, ScratchFolder scratch) =>
        Of(address, options, scratch, Directory.CreateDirectory(Path.Combine(scratch.Path, "keep")).FullName, credentials.For(address));

    /// <summary>Of a datasource as its agent is told of it.</summary>
    internal ApplicationSite Site(SourceRow source)
    {
        var site = Site(source.Server, source.Kind, source.Path, CatalogJson.ReadMap(source.Options));
        site.Source = source.Id;
        return site;
    }

    /// <summary>Of what is recovered to: the instance, or the datasource itself. Only on its own production server it has a folder that stays.</summary>
    internal ApplicationSite SiteOfRecovery(SourceRow source, string? instance, string server) =>
        instance is null && string.Equals(source.Server, server, StringComparison.OrdinalIgnoreCase) ? Site(source)
            : Site(server, source.Kind, instance ?? source.Path, CatalogJson.ReadMap(source.Options));

    /// <summary>Of an address that is no datasource, as the agent of a production server is told of it.</summary>
    internal ApplicationSite Site(string server, string kind, string address, IReadOnlyDictionary<string, string> options)
    {
        var site = new ApplicationSite { Kind = kind, Address = address };
        foreach (var (name, value) in options) site.Options.Add(name, value);
        if (credentials.For(server, address) is { } account) site.Account = new ApplicationAccount { User = account.User, Password = account.Password };
        return site;
    }

    private WorkloadContext Of(string address, IReadOnlyDictionary<string, string> options, ScratchFolder scratch, string keep, WorkloadCredential? account) =>
        new(address, account, Directory.CreateDirectory(Path.Combine(scratch.Path, "work")).FullName, keep, options, objects, time);
}
