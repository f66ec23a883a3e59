COPY GRAPH <$staged> TO GRAPH <$graph>
