using Holdfast.Server.Catalog;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>What workloads are told of a datasource or an instance.</summary>
/// <param name="objects">The endpoint that applications write to; null where there is none.</param>
internal sealed class ApplicationContexts(CredentialRegistry credentials, ApplicationFolders folders, IObjectDesk? objects, TimeProvider time)
{
    internal ScratchFolder Scratch() => folders.Scratch();

    internal WorkloadContext Of(SourceRow source, ScratchFolder scratch) => Of(source.Path, CatalogJson.ReadMap(source.Options), scratch, folders.Keep(source.Id));

    /// <summary>Of an address that is no datasource: nothing is kept of it.</summary>
    internal WorkloadContext OfAddress(string address, IReadOnlyDictionary<string, string> options, ScratchFolder scratch) =>
        Of(address, options, scratch, Directory.CreateDirectory(Path.Combine(scratch.Path, "keep")).FullName);

    private WorkloadContext Of(string address, IReadOnlyDictionary<string, string> options, ScratchFolder scratch, string keep) =>
        new(address, credentials.For(address), Directory.CreateDirectory(Path.Combine(scratch.Path, "work")).FullName, keep, options, objects, time);
}
