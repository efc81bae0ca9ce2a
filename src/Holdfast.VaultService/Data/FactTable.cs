using Dapper;

namespace Holdfast.VaultService.Data;

/// <summary>What the service knows about itself, by name.</summary>
internal sealed class FactTable(VaultDatabase database)
{
    private const string Address = "address";

    /// <summary>Under which servers find the service: https://NAME:PORT; null where the folder was never served.</summary>
    internal string? PublicAddress
    {
        get => database.Read(connection => connection.QueryFirstOrDefault<string>("SELECT value FROM service_facts WHERE name = @name", new { name = Address }));
        set => database.Write(
            "INSERT INTO service_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name = Address, value });
    }
}
