using PerfAnalyzers.Analysis.EntityModel;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A query of Dapper that is run per element and asks for the rows of one key, and how it is asked for slices of all keys. In slices, as Dapper
/// makes a parameter of each key and servers take 2,100 of them at most.
/// </summary>
/// <param name="Call">The query of one key.</param>
/// <param name="Answer">What is asked for each key.</param>
/// <param name="Row">The type of a row.</param>
/// <param name="Column">The column that is compared.</param>
internal sealed record KeyedSqlQuery(IInvocationOperation Call, KeyedAnswer Answer, INamedTypeSymbol Row, KeyColumn Column)
{
    private const int SliceSize = 1000;

    private KeyedSql sql = null!;
    private TextChange compared;
    private ISimpleAssignmentOperation parameter = null!;

    public InvocationExpressionSyntax Syntax => (InvocationExpressionSyntax)Call.Syntax;

    /// <summary>How database and program compare the keys.</summary>
    public KeyEquality Comparison => KeyComparison.Of(KeyTypes.Underlying(Column.Property.Type));

    public bool IsAsync => Call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal);

    /// <summary>Whether one row is taken of what may be several, and nothing says which.</summary>
    public bool TakesOneOfSeveral => Answer is KeyedAnswer.RowOrDefault or KeyedAnswer.Row && !IsKey;

    /// <summary>The edit of the statement, where that is not written in the call.</summary>
    public TextChange? Elsewhere => Syntax.Span.Contains(compared.Span) ? null : compared;

    private bool IsKey =>
        Column.Property.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)
        || Column.Property.Name.Equals(Row.Name + "Id", StringComparison.OrdinalIgnoreCase)
        || EntityTypes.Attribute(Column.Property, TypeNames.Schema.KeyAttribute) is not null;

    /// <summary>Whether a call is one of those that are understood.</summary>
    public static bool IsRun(IInvocationOperation call, CompilationContext compilation) =>
        call.TargetMethod.Name.StartsWith("Query", StringComparison.Ordinal) && AnswerOf(call.TargetMethod.Name) is not null && call.TargetMethod.IsMemberOf(compilation.Type(TypeNames.Dapper.SqlMapper));

    /// <param name="call">The call.</param>
    /// <param name="loop">The loop, or the method that is called for each key.</param>
    /// <param name="request">The document of the call.</param>
    /// <param name="isCopied">Whether all of the loop is copied, with the connection and the statement that it may make.</param>
    public static KeyedSqlQuery? TryRead(IInvocationOperation call, Iteration loop, FixRequest request, bool isCopied = false)
    {
        var compilation = request.Compilation;
        if (!IsRun(call, compilation)
            || call.TargetMethod.TypeArguments is not { Length: 1 } types
            || types[0].WithNullableAnnotation(NullableAnnotation.NotAnnotated) is not INamedTypeSymbol row
            || call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax } }
            || call.Receiver() is not { } connection || !(isCopied || Variance.IsInvariantIn(connection, loop))
            || Operator(connection.Unwrap().Type, request) is not { } isOneOf
            || Parts(call, compilation) is not var (statement, values)
            || values.Unwrap() is not IAnonymousObjectCreationOperation { Initializers: var members }
            || StatementText.TryRead(statement, loop, isCopied) is not { } text
            || compilation.Type(TypeNames.System.Enumerable)?.GetMembers("Chunk").IsEmpty != false)
        {
            return null;
        }

        var varying = members.OfType<ISimpleAssignmentOperation>().Where(m => !Variance.IsInvariantIn(m.Value, loop)).ToArray();
        if (varying.Length != 1 || members.Length != members.OfType<ISimpleAssignmentOperation>().Count()
            || varying[0].Target.ReferencedSymbol() is not { } member
            || varying[0].Value.Unwrap().Type is not { } sought || KeyTypes.Underlying(sought).SpecialType == SpecialType.System_Byte
            || Others(call, statement, values).Any(o => !Variance.IsInvariantIn(o, loop))
            || KeyedSql.TryRead(text.Sql, member.Name) is not { } sql
            || text.Change(sql, string.Format(isOneOf, "@" + Names.Plural(sql.Parameter))) is not { } compared
            || ColumnOf(row, sql.Column) is not { } column)
        {
            return null;
        }

        return new KeyedSqlQuery(call, AnswerOf(call.TargetMethod.Name)!.Value, row, new KeyColumn(column, varying[0].Value, null, char.ToLowerInvariant(row.Name[0]).ToString()))
        {
            sql = sql,
            compared = compared,
            parameter = varying[0],
        };
    }

    /// <summary>The statements that load the rows of all keys, and the name of the list that they are in.</summary>
    /// <param name="source">The text that the call stands in.</param>
    /// <param name="keys">The list of keys.</param>
    /// <param name="name">Makes a name that nothing else has.</param>
    /// <param name="rowType">The type of a row, as text.</param>
    /// <param name="configureAwait">What follows the call where it is awaited.</param>
    /// <param name="outdent">Fits the call, which may be of several lines, to its new place.</param>
    public (string Rows, ImmutableArray<string> Lines) Load(SourceText source, string keys, Func<string, string> name, string rowType, string configureAwait, Func<string, string> outdent)
    {
        var slice = name(Names.Plural(Names.Camel(sql.Parameter)));
        var rows = name(Names.Plural(Names.Camel(Row.Name)));
        var query = outdent(ForSlice(source, slice));
        return (rows, ImmutableArray.Create(
            $"var {rows} = new List<{rowType}>();",
            $"foreach (var {slice} in {keys}.Chunk({SliceSize}))",
            $"{TextShape.Deeper("")}{rows}.AddRange({(IsAsync ? "await " + query + configureAwait : query)});"));
    }

    /// <summary>What is asked by an operator on the rows, or by the call itself.</summary>
    public static KeyedAnswer? AnswerOf(string method) => method switch
    {
        "Query" or "QueryAsync" or "ToList" or "AsList" or "ToArray" => KeyedAnswer.Rows,
        "QueryFirst" or "QueryFirstAsync" or "First" => KeyedAnswer.Row,
        "QueryFirstOrDefault" or "QueryFirstOrDefaultAsync" or "FirstOrDefault" => KeyedAnswer.RowOrDefault,
        "QuerySingle" or "QuerySingleAsync" or "Single" => KeyedAnswer.OnlyRow,
        "QuerySingleOrDefault" or "QuerySingleOrDefaultAsync" or "SingleOrDefault" => KeyedAnswer.OnlyRowOrDefault,
        _ => null,
    };

    /// <summary>The call with the key compared to a slice of them, under the name that gives all rows.</summary>
    private string ForSlice(SourceText source, string slice)
    {
        var name = (GenericNameSyntax)((MemberAccessExpressionSyntax)Syntax.Expression).Name;
        var parameterName = Names.Plural(sql.Parameter);
        var edits = new EditList();
        edits.Replace(name.Identifier.Span, IsAsync ? "QueryAsync" : "Query");
        if (name.TypeArgumentList.Arguments[0] is NullableTypeSyntax nullable)
            edits.Delete(nullable.QuestionToken.Span);

        if (Elsewhere is null)
            edits.Replace(compared.Span, compared.NewText!);

        edits.Replace(parameter.Syntax.Span, slice == parameterName ? slice : parameterName + " = " + slice);
        var moved = edits.Build()!.Value.Select(e => new TextChange(new TextSpan(e.Span.Start - Syntax.SpanStart, e.Span.Length), e.NewText!));
        return SourceText.From(source.ToString(Syntax.Span)).WithChanges(moved).ToString();
    }

    /// <summary>The statement and the object that holds the values, of the call or of the definition of a command that it takes.</summary>
    private static (IOperation Statement, IOperation Values)? Parts(IInvocationOperation call, CompilationContext compilation)
    {
        var arguments = call.Arguments;
        if (arguments.FirstOrDefault(a => a.Parameter?.Name == "command")?.Value.Unwrap() is IObjectCreationOperation created
            && created.Type.Is(compilation.Type(TypeNames.Dapper.CommandDefinition)) && created.Initializer is null)
        {
            arguments = created.Arguments;
        }

        // Rows that come one by one, while the loop is under way, are another thing.
        return arguments.FirstOrDefault(a => a.Parameter?.Name is "sql" or "commandText") is { } statement
            && arguments.FirstOrDefault(a => a.Parameter?.Name is "param" or "parameters") is { } values
            && !arguments.Any(a => a is { IsImplicit: false, Parameter.Name: "buffered" or "flags" })
            ? (statement.Value, values.Value)
            : null;
    }

    private static IEnumerable<IOperation> Others(IInvocationOperation call, IOperation statement, IOperation values) =>
        call.Arguments.Skip(1)
            .SelectMany(a => a.Value.Unwrap() is IObjectCreationOperation created ? created.Arguments : ImmutableArray.Create(a))
            .Where(a => !a.IsImplicit && a.Value != statement && a.Value != values)
            .Select(a => a.Value);

    /// <summary>The property that Dapper puts the column into: the one of its name.</summary>
    private static IPropertySymbol? ColumnOf(INamedTypeSymbol row, string name)
    {
        var found = EntityTypes.Properties(row).Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        return found.Length == 1 && IndexKey.IsPlain(found[0]) && found[0].GetAttributes().All(a => a.AttributeClass?.Name != "ColumnAttribute") ? found[0] : null;
    }

    /// <summary>How the database of a connection is asked for one of several; null where that is not known.</summary>
    private static string? Operator(ITypeSymbol? connection, FixRequest request)
    {
        const string List = "IN {0}";
        if (connection.DerivesFrom(request.Compilation.Type(TypeNames.Data.NpgsqlConnection)))
            return "= ANY({0})";

        if (connection is { TypeKind: TypeKind.Class, IsAbstract: false })
            return List;

        // What makes the connection may be a project that only the program knows.
        return request.Compilation.Type(TypeNames.Data.NpgsqlConnection) is null && !request.Document.Project.Solution.Projects.Any(KnowsPostgres) ? List : null;
    }

    private static bool KnowsPostgres(Project project) =>
        project.MetadataReferences.OfType<PortableExecutableReference>().Any(r => Path.GetFileNameWithoutExtension(r.FilePath) == "Npgsql");
}
