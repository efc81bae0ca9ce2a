namespace Holdfast.PowerShell.Objects;

/// <summary>What is searched for, by DPM's names.</summary>
public enum SearchDetail
{
    /// <summary>Files and folders.</summary>
    FilesFolders,

    /// <summary>Mailboxes of Exchange: not possible here.</summary>
    MailboxByAlias,

    /// <summary>Mailboxes of Exchange: not possible here.</summary>
    MailboxByDisplayName,

    /// <summary>Sites of SharePoint: not possible here.</summary>
    WssSite,

    /// <summary>Documents of SharePoint: not possible here.</summary>
    WssDocuments,
}
