namespace Holdfast.Workloads.Applications;


/// <summary>One datasource or instance, as a workload is asked about it.</summary>
/// <param name="Path">Its normalized address.</param>
/// <param name="Credential">Null: as the account that this program runs under.</param>
/// <param name="Scratch">An empty folder on this computer, removed afterwards.</param>
/// <param name="Keep">A folder of this datasource on this computer that stays: what the application has given away and no point holds yet waits here.</param>
/// <param name="Options">Settings of the datasource by name, such as the transport of SQL Server; unknown names are refused.</param>
/// <param name="Objects">Null where there is no endpoint, as on agents.</param>
public sealed record WorkloadContext(
    string Path, WorkloadCredential? Credential, string Scratch, string Keep, IReadOnlyDictionary<string, string> Options, IObjectDesk? Objects, TimeProvider Clock);
