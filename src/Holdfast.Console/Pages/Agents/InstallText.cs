using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Console.Pages.Agents;

/// <summary>Commands with which another computer becomes an agent.</summary>
internal static class InstallText
{
    /// <summary>The server's command with the token in its place.</summary>
    internal static string With(string command, AgentToken token) =>
        command.Replace(AgentInstallers.TokenPlaceholder, token.Token, StringComparison.Ordinal).Replace(AgentInstallers.ServerPlaceholder, token.Server, StringComparison.Ordinal);

    /// <summary>For where the program is already. The token goes by a file that only its owner reads, as arguments can be seen by others.</summary>
    internal static string ByHand(AgentToken token, bool isWindows) => isWindows
        ? $$"""
            $token = [IO.Path]::GetTempFileName()
            Set-Content $token '{{token.Token}}' -NoNewline
            & "$env:ProgramFiles\Holdfast\holdfast.exe" agent enroll --server '{{token.Server}}' --token-file $token --data "$env:ProgramData\Holdfast\agent"
            Remove-Item $token
            Restart-Service HoldfastAgent
            """
        : $"""
            sudo sh <<'HOLDFAST'
            set -e
            umask 077
            file=$(mktemp)
            printf '%s' '{token.Token}' > "$file"
            holdfast agent enroll --server '{token.Server}' --token-file "$file" --data /var/lib/holdfast-agent
            rm -f "$file"
            systemctl enable --now holdfast-agent
            HOLDFAST
            """;
}
