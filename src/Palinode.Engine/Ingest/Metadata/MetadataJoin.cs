using Palinode.Articles;

namespace Palinode.Engine.Ingest.Metadata;

/// <summary>What two sources say of one article, each fact with the origin it had.</summary>
internal static class MetadataJoin
{
    /// <param name="first">Believed wherever it says something; lists are taken whole.</param>
    /// <param name="second">Fills what the first lacks.</param>
    public static ArticleMetadata Of(ArticleMetadata first, ArticleMetadata? second)
    {
        if (second is null) return first;
        // An article has pages in an issue or a number; a PDF may count pages of its own.
        bool isPlaced = first.Pages is not null || first.ArticleNumber is not null;
        return new ArticleMetadata
        {
            Title = first.Title ?? second.Title,
            Authors = first.Authors.IsEmpty ? second.Authors : first.Authors,
            Journal = first.Journal ?? second.Journal,
            Issn = first.Issn ?? second.Issn,
            Volume = first.Volume ?? second.Volume,
            Issue = first.Issue ?? second.Issue,
            Pages = isPlaced ? first.Pages : second.Pages,
            ArticleNumber = isPlaced ? first.ArticleNumber : second.ArticleNumber,
            Doi = first.Doi ?? second.Doi,
            Dates = first.Dates.IsEmpty ? second.Dates : first.Dates,
            Licence = first.Licence ?? second.Licence,
            References = first.References.IsEmpty ? second.References : first.References,
        };
    }
}
