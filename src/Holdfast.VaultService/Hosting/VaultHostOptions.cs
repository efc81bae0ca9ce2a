using System.Net;

namespace Holdfast.VaultService.Hosting;

/// <summary>How a vault service is started.</summary>
/// <param name="DataDirectory">Its data folder, made where it is not there.</param>
/// <param name="Port">0 takes any free one.</param>
/// <param name="Listen">Null: this computer alone can reach it.</param>
/// <param name="HostNames">Names and addresses under which servers reach it, for its certificate; the first is the one that credentials name.</param>
public sealed record VaultHostOptions(string DataDirectory, int Port = VaultHostOptions.StandardPort, IPAddress? Listen = null, IReadOnlyList<string>? HostNames = null)
{
    public const int StandardPort = 8440;
}
