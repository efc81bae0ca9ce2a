namespace Holdfast.Workloads.Applications;

/// <summary>A kind whose datasources have copies on several production servers, of which one is read. Points are those of the datasource, wherever they were read.</summary>
public interface IReplicatedWorkload : IWorkload
{
    /// <summary>Whether the copy is to be chosen before each backup, by <see cref="DatasourceFacts.Servers"/>.</summary>
    bool ChoosesCopy(IReadOnlyDictionary<string, string> options);

    /// <summary>The address of the same datasource on another server.</summary>
    string AddressOn(string address, string server);
}
